--- A score as tables for people.

local text_table = require "viet.table"

local report = {}

local function three(number) return ("%.3f"):format(number) end

local function figures_row(name, figures)
  return {
    name, three(figures.precision), three(figures.recall), three(figures.f1),
    figures.hits, figures.predicted, figures.gold,
  }
end

local FIGURES = {
  { title = "" },
  { title = "precision", align = "right" },
  { title = "recall", align = "right" },
  { title = "F1", align = "right" },
  { title = "right", align = "right" },
  { title = "predicted", align = "right" },
  { title = "gold", align = "right" },
}

local function render_figures(title, rows)
  local columns = { { title = title } }
  for i = 2, #FIGURES do columns[i] = FIGURES[i] end
  return text_table.render(rows, columns)
end

local function render_head(score)
  local zones, published = score.zones, score.published
  return text_table.render({
    { "documents", #score.documents, "" },
    { "zone accuracy", three(zones.accuracy),
      ("%d of %d lines"):format(zones.hits, zones.all) },
    { "published date", three(published.accuracy),
      ("%d of %d documents"):format(published.hits, published.all) },
  }, { {}, { align = "right" }, {} }, { heading = false })
end

local function render_main(score)
  return render_figures("all documents", {
    figures_row("main text kept", score.main_text),
    figures_row("mentions", score.mentions),
    figures_row("linked mentions", score.linked),
    figures_row("dates resolved", score.dates),
    figures_row("posts held", score.posts),
    figures_row("events (loose)", score.events_loose),
    figures_row("events (strict)", score.events_strict),
  })
end

local function render_types(score)
  local rows = {}
  for i, figures in ipairs(score.types) do
    rows[i] = figures_row(figures.name, figures)
  end
  return render_figures("mentions by type", rows)
end

local function render_documents(score)
  local rows = {}
  for i, doc in ipairs(score.documents) do
    rows[i] = { doc.name, three(doc.mentions.f1), three(doc.events.f1) }
  end
  return text_table.render(rows, {
    { title = "by document", max = 40 },
    { title = "mentions F1", align = "right" },
    { title = "events F1", align = "right" },
  })
end

--- A score as a report for people: the figures of all documents, of each
-- mention type and of each document.
-- @param score  what `evaluate.score` returned
-- @return a string that ends with a line feed
function report.score(score)
  return table.concat({
    render_head(score), render_main(score), render_types(score),
    render_documents(score),
  }, "\n")
end

--- Figures that have a name and a type, as a table.
local function render_typed(title, list)
  local rows = {}
  for i, figures in ipairs(list) do
    local row = figures_row(figures.name, figures)
    table.insert(row, 2, figures.type)
    rows[i] = row
  end
  local columns = { { title = title }, { title = "type" } }
  for i = 2, #FIGURES do columns[i + 1] = FIGURES[i] end
  return text_table.render(rows, columns)
end

--- The figures of each rule, as a table.
-- @param score  what `evaluate.score` returned
-- @return a string that ends with a line feed
function report.rules(score)
  return render_typed("by rule", score.rules)
end

--- The figures of each line of a lexicon, as a table.
-- @param score  what `evaluate.score` returned
-- @return a string that ends with a line feed
function report.lexicons(score)
  return render_typed("by line of lexicon", score.lexicons)
end

return report
