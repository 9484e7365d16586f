local jsonl = require "viet.jsonl"

local function parse(text)
  return jsonl.parse(text, "a/names.jsonl")
end

local function refusal(text)
  local rows, message = parse(text)
  assert.is_nil(rows)
  return message
end

describe("a list in JSON Lines", function()
  it("gives an entry for each line, with values of their own types",
    function()
      assert.same({
        { id = "la", type = "COUNTRY", "Lào", area = 236800, ratio = 0.5,
          member = true, other = false, source = "names.jsonl:1" },
        { id = "vn", type = "COUNTRY", "Việt Nam", "VN|x", priority = -2,
          from = "1945-09-02", source = "names.jsonl:3" },
      }, parse('{"id": "la", "type": "COUNTRY", "name": "Lào", "area": '
        .. '236800, "ratio": 0.5, "member": true, "other": false, "x": null}'
        .. '\r\n\n{"names":["Vi\\u1ec7t Nam","VN|x"],"priority":-2,'
        .. '"from":"1945-09-02","type":"COUNTRY","id":"vn"}\n'))
    end)

  it("may give a name a level of its own", function()
    local row = parse('{"id": "un", "type": "ORG", "name": '
      .. '["Liên hợp quốc", {"name": "LHQ", "level": "exact"}]}')[1]
    assert.same({ "Liên hợp quốc", { "LHQ", level = "exact" } },
                { row[1], row[2] })
  end)

  it("may be empty", function()
    assert.same({}, parse "")
    assert.same({}, parse "\n \n")
  end)
end)

describe("a malformed list in JSON Lines", function()
  it("is refused where it is no JSON", function()
    assert.equal("a/names.jsonl:2:8: bad JSON: expected value but found "
      .. "invalid token", refusal '\n{"id": nope}\n')
    assert.equal("a/names.jsonl:1:1: not a JSON object", refusal "[1]")
    assert.equal("a/names.jsonl:1:1: not a JSON object", refusal "17")
  end)

  it("is refused without what is required", function()
    assert.equal("a/names.jsonl:1:1: missing field 'type'",
                 refusal '{"id": "a", "name": "x"}')
    assert.equal("a/names.jsonl:1:1: missing field 'name'",
                 refusal '{"id": "a", "type": "x"}')
    assert.equal("a/names.jsonl:1:34: empty name",
                 refusal '{"id": "a", "type": "T", "name": ""}')
    assert.equal("a/names.jsonl:1:8: empty id",
                 refusal '{"id": "", "type": "T", "name": "x"}')
    assert.equal("a/names.jsonl:1:36: empty name",
                 refusal '{"id": "a", "type": "T", "names": []}')
  end)

  it("is refused with the place of a value", function()
    local head = '{"id": "a", "type": "T", "name": "x", '
    assert.equal("a/names.jsonl:1:48: bad level 'x' (expected exact, "
      .. "case, placement, typed or toneless)", refusal(head .. '"level": "x"}'))
    assert.equal("a/names.jsonl:1:44: x is a table, not a string, number or "
      .. "boolean", refusal(head .. '"x": {"x": 2}}'))
    assert.equal("a/names.jsonl:1:8: id is a number, not a string",
                 refusal '{"id": 7, "type": "T", "name": "x"}')
    assert.equal("a/names.jsonl:1:49: field 'source' is set by the reader",
                 refusal(head .. '"source": "x"}'))
    assert.equal("a/names.jsonl:1:48: both 'name' and 'names'",
                 refusal(head .. '"names": "x"}'))
  end)

  it("is refused with the place of a name", function()
    local head = '{"id": "a", "type": "T", "name": '
    assert.equal("a/names.jsonl:1:54: empty name",
                 refusal(head .. '["a", {"name":"]"}, " ", "c"]}'))
    assert.equal("a/names.jsonl:1:40: name is a number, not a string",
                 refusal(head .. '["a", 7]}'))
    assert.equal("a/names.jsonl:1:35: name is a null, not a string",
                 refusal(head .. '[null]}'))
    assert.equal("a/names.jsonl:1:42: bad level '7' (expected exact, "
      .. "case, placement, typed or toneless)",
      refusal(head .. '["\\"[", {"name": "x", "level": 7}]}'))
  end)
end)
