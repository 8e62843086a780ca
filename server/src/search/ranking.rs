//! Which articles answer best: BM25 over the forms of each word of the query, weighted and summed.

use tantivy::{
    DocAddress, Result, Term,
    collector::TopDocs,
    query::{BooleanQuery, BoostQuery, DisjunctionMaxQuery, Query, TermQuery},
    schema::{Field, IndexRecordOption},
};

use super::{
    reading::{Form, Reading},
    shelf::Shelf,
    weights::WEIGHTS,
};

/// The best `limit` articles, the best first. Any word may be missing: an article that has more of
/// them, or rarer ones, comes first.
pub(super) fn best(shelf: &Shelf, readings: &[Reading], limit: usize) -> Result<Vec<DocAddress>> {
    let words = readings
        .iter()
        .map(|reading| any_form(shelf, reading))
        .collect::<Result<_>>()?;
    let query = BooleanQuery::union(words);
    let found = shelf
        .searcher
        .search(&query, &TopDocs::with_limit(limit).order_by_score())?;
    Ok(found.into_iter().map(|(_, address)| address).collect())
}

/// The best form counts, the others a little: a word in several forms says more, but it is one.
fn any_form(shelf: &Shelf, reading: &Reading) -> Result<Box<dyn Query>> {
    let importance = if reading.is_stop_word {
        WEIGHTS.stop_word
    } else {
        1.0
    };
    let forms = reading
        .forms
        .iter()
        .map(|form| everywhere(shelf, form, importance * form.weight))
        .collect::<Result<_>>()?;
    Ok(Box::new(DisjunctionMaxQuery::with_tie_breaker(
        forms,
        WEIGHTS.other_forms,
    )))
}

fn everywhere(shelf: &Shelf, form: &Form, weight: f32) -> Result<Box<dyn Query>> {
    let mut places = Vec::new();
    for (place, share) in [
        (shelf.fields.whole, 1.0),
        (shelf.fields.title, WEIGHTS.title),
        (shelf.fields.keywords, WEIGHTS.keywords),
    ] {
        let field = if form.is_stem {
            place.stems
        } else {
            place.words
        };
        if shelf.frequency(field, &form.text)? > 0 {
            places.push(term(field, &form.text, weight * share));
        }
    }
    Ok(Box::new(BooleanQuery::union(places)))
}

fn term(field: Field, text: &str, weight: f32) -> Box<dyn Query> {
    let term = Term::from_field_text(field, text);
    let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
    Box::new(BoostQuery::new(Box::new(query), weight))
}
