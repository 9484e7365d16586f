//! aho-corasick and daachorse behind the interface of bench/match.h.
//!
//! Hits are filtered and counted here, not by a call back into C: that
//! would cost these engines more than the filter itself.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};
use daachorse::{
    CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, DoubleArrayAhoCorasick,
    DoubleArrayAhoCorasickBuilder,
};
use std::{slice, str};

/// `span` of bench/bench.h.
#[repr(C)]
pub struct Span {
    text: *const u8,
    bytes: usize,
}

impl Span {
    /// The names and texts of the benchmark are UTF-8 and outlive the index.
    unsafe fn text(&self) -> &'static str {
        str::from_utf8_unchecked(slice::from_raw_parts(self.text, self.bytes))
    }
}

/// `place` of bench/match.h.
#[repr(C)]
pub struct Place {
    first: u32,
    end: u32,
}

/// `hits` of bench/match.h.
#[repr(C)]
pub struct Hits {
    starts: *const u64,
    ends: *const u64,
    base: usize,
    count: u64,
    sum: u64,
    kept: *mut Place,
    room: usize,
}

unsafe fn has(bits: *const u64, at: usize) -> bool {
    *bits.add(at / 64) >> (at % 64) & 1 != 0
}

impl Hits {
    #[inline(always)]
    unsafe fn add(&mut self, first: usize, end: usize) {
        let (first, end) = (self.base + first, self.base + end);
        if !has(self.starts, first) || !has(self.ends, end) {
            return;
        }
        if !self.kept.is_null() && (self.count as usize) < self.room {
            *self.kept.add(self.count as usize) = Place {
                first: first as u32,
                end: end as u32,
            };
        }
        self.count += 1;
        self.sum += 31 * first as u64 + end as u64;
    }
}

pub enum Automaton {
    Aho(AhoCorasick),
    Bytewise(DoubleArrayAhoCorasick<u32>),
    Charwise(CharwiseDoubleArrayAhoCorasick<u32>),
}

pub struct Index {
    automaton: Automaton,
    longest: bool,
}

fn aho(kind: AhoCorasickKind, longest: bool, names: &[&str]) -> Option<Automaton> {
    let matches = if longest {
        aho_corasick::MatchKind::LeftmostLongest
    } else {
        aho_corasick::MatchKind::Standard
    };
    let built = AhoCorasickBuilder::new()
        .kind(Some(kind))
        .match_kind(matches)
        .build(names);
    built.ok().map(Automaton::Aho)
}

fn daachorse_kind(longest: bool) -> daachorse::MatchKind {
    if longest {
        daachorse::MatchKind::LeftmostLongest
    } else {
        daachorse::MatchKind::Standard
    }
}

fn bytewise(longest: bool, names: &[&str]) -> Option<Automaton> {
    let built = DoubleArrayAhoCorasickBuilder::new()
        .match_kind(daachorse_kind(longest))
        .build(names);
    built.ok().map(Automaton::Bytewise)
}

fn charwise(longest: bool, names: &[&str]) -> Option<Automaton> {
    let built = CharwiseDoubleArrayAhoCorasickBuilder::new()
        .match_kind(daachorse_kind(longest))
        .build(names);
    built.ok().map(Automaton::Charwise)
}

/// `kind` is enum rust_kind of bench/match_rust.c. NULL when it fails.
///
/// # Safety
/// `names` has `count` elements, each of them UTF-8.
#[no_mangle]
pub unsafe extern "C" fn rust_build(
    kind: u32,
    longest: bool,
    names: *const Span,
    count: usize,
) -> *mut Index {
    let names: Vec<&str> = slice::from_raw_parts(names, count)
        .iter()
        .map(|name| name.text())
        .collect();
    let automaton = match kind {
        0 => aho(AhoCorasickKind::DFA, longest, &names),
        1 => aho(AhoCorasickKind::ContiguousNFA, longest, &names),
        2 => bytewise(longest, &names),
        _ => charwise(longest, &names),
    };
    match automaton {
        Some(automaton) => Box::into_raw(Box::new(Index { automaton, longest })),
        None => std::ptr::null_mut(),
    }
}

/// Runs the iterator `$found` to its end.
macro_rules! drain {
    ($found:expr, $hits:expr) => {
        for found in $found {
            $hits.add(found.start(), found.end());
        }
    };
}

/// # Safety
/// `index` comes from `rust_build`; the text is UTF-8; `hits` is valid.
#[no_mangle]
pub unsafe extern "C" fn rust_scan(index: *const Index, text: Span, hits: *mut Hits) {
    let (index, text, hits) = (&*index, text.text(), &mut *hits);
    match (&index.automaton, index.longest) {
        (Automaton::Aho(a), true) => drain!(a.find_iter(text), hits),
        (Automaton::Aho(a), false) => drain!(a.find_overlapping_iter(text), hits),
        (Automaton::Bytewise(a), true) => drain!(a.leftmost_find_iter(text), hits),
        (Automaton::Bytewise(a), false) => drain!(a.find_overlapping_iter(text), hits),
        (Automaton::Charwise(a), true) => drain!(a.leftmost_find_iter(text), hits),
        (Automaton::Charwise(a), false) => drain!(a.find_overlapping_iter(text), hits),
    }
}

/// The bytes of its tables, without the names.
///
/// # Safety
/// `index` comes from `rust_build`.
#[no_mangle]
pub unsafe extern "C" fn rust_bytes(index: *const Index) -> usize {
    match &(*index).automaton {
        Automaton::Aho(a) => a.memory_usage(),
        Automaton::Bytewise(a) => a.heap_bytes(),
        Automaton::Charwise(a) => a.heap_bytes(),
    }
}

/// # Safety
/// `index` comes from `rust_build`, and is not used again.
#[no_mangle]
pub unsafe extern "C" fn rust_drop(index: *mut Index) {
    drop(Box::from_raw(index));
}
