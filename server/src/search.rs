//! The search of a site: articles in, ranked and marked hits out; nothing of HTTP or SQL.

mod grammar;
mod indexes;
mod ranking;
mod reading;
mod routes;
mod shelf;
mod snippet;
mod vocabulary;
mod weights;
pub mod words;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use guichet_shared::{
    article::{ArticleId, Slug},
    lang::Lang,
    search::Hit,
};
use tantivy::Result;

pub use self::{indexes::Indexes, routes::routes};
use self::{shelf::Shelf, snippet::Marker};

/// A published article, as the index takes it.
pub struct Document {
    /// Its id.
    pub id: ArticleId,
    /// Its name in URLs.
    pub slug: Slug,
    /// Its language.
    pub lang: Lang,
    /// Its title.
    pub title: String,
    /// Its category.
    pub category: String,
    /// The words that customers use and the article does not.
    pub keywords: Vec<String>,
    /// Its text, without the marks of Markdown.
    pub body: String,
}

type Shelves = BTreeMap<Lang, Arc<Shelf>>;

/// The published articles of one site.
#[derive(Default)]
pub struct Index {
    /// A change makes new shelves and swaps them in: nobody who searches waits for a writer.
    shelves: RwLock<Arc<Shelves>>,
    writing: Mutex<()>,
}

impl Index {
    /// An index without articles.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes out `remove` and adds `put`, each in place of the article with its id; the next search
    /// sees it. Many articles at once are far cheaper than one by one.
    ///
    /// # Errors
    /// When tantivy fails; searches then find what they found before.
    pub fn apply(&self, put: Vec<Document>, remove: &[ArticleId]) -> Result<()> {
        let _one_at_a_time = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut shelves = Shelves::clone(&self.shelves());
        let gone: Vec<ArticleId> = put
            .iter()
            .map(|document| document.id)
            .chain(remove.iter().copied())
            .collect();
        let mut changes: BTreeMap<Lang, Vec<Document>> = shelves
            .iter()
            .filter(|(_, shelf)| gone.iter().any(|id| shelf.holds(*id)))
            .map(|(lang, _)| (lang.clone(), Vec::new()))
            .collect();
        for document in put {
            changes
                .entry(document.lang.clone())
                .or_default()
                .push(document);
        }
        for (lang, put) in changes {
            let shelf = match shelves.get(&lang) {
                Some(shelf) => shelf.with(put, &gone)?,
                None => Shelf::new(&lang)?.with(put, &gone)?,
            };
            shelves.insert(lang, Arc::new(shelf));
        }
        *self.shelves.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(shelves);
        Ok(())
    }

    /// The best `limit` articles in `lang`, or in another language of the site where that one has
    /// none.
    ///
    /// # Errors
    /// When tantivy fails.
    pub fn search(&self, query: &str, lang: &Lang, limit: usize) -> Result<Vec<Hit>> {
        let shelves = self.shelves();
        let others = shelves
            .iter()
            .filter(|(other, _)| *other != lang)
            .map(|(_, shelf)| shelf);
        for shelf in shelves.get(lang).into_iter().chain(others) {
            let hits = hits(shelf, query, limit)?;
            if !hits.is_empty() {
                return Ok(hits);
            }
        }
        Ok(Vec::new())
    }

    fn shelves(&self) -> Arc<Shelves> {
        self.shelves
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

fn hits(shelf: &Shelf, query: &str, limit: usize) -> Result<Vec<Hit>> {
    let readings = reading::read(shelf, query)?;
    if readings.is_empty() || limit == 0 {
        return Ok(Vec::new());
    }
    let marker = Marker::new(&shelf.grammar, &readings);
    let mut hits = Vec::new();
    for address in ranking::best(shelf, &readings, limit)? {
        if let Some(document) = shelf.document(address)? {
            hits.push(Hit {
                id: document.id,
                slug: document.slug.clone(),
                lang: document.lang.clone(),
                title: marker.mark(&document.title),
                snippet: marker.passage(&document.body),
                category: document.category.clone(),
            });
        }
    }
    Ok(hits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(number: u128, lang: &str, title: &str, body: &str) -> Document {
        Document {
            id: ArticleId(uuid::Uuid::from_u128(number)),
            slug: Slug::parse(&format!("article-{number}")).unwrap(),
            lang: Lang::parse(lang).unwrap(),
            title: title.to_owned(),
            category: String::new(),
            keywords: Vec::new(),
            body: body.to_owned(),
        }
    }

    fn shop() -> Index {
        let index = Index::new();
        let articles = vec![
            article(
                1,
                "en",
                "How do I get a refund?",
                "We pay back within 14 days.",
            ),
            article(
                2,
                "en",
                "How do I cancel an order?",
                "Ask for a refund afterwards.",
            ),
            article(3, "en", "Firmware 1.4.35", "What changed for the board."),
            article(4, "fr", "Où est l’œuvre achetée ?", "Elle arrive à l'été."),
            article(5, "fr", "Annuler une commande", "Ouvrez votre compte."),
            article(6, "ja", "返金について", "返金は十四日以内です。"),
        ];
        index.apply(articles, &[]).unwrap();
        index
    }

    fn found(index: &Index, query: &str, lang: &str) -> Vec<u128> {
        let hits = index
            .search(query, &Lang::parse(lang).unwrap(), 10)
            .unwrap();
        hits.iter().map(|hit| hit.id.0.as_u128()).collect()
    }

    #[test]
    fn a_change_is_seen_by_the_very_next_search() {
        let index = shop();
        index
            .apply(vec![article(1, "en", "Money back", "In a week.")], &[])
            .unwrap();
        assert_eq!(found(&index, "money", "en"), [1]);
        assert_eq!(found(&index, "refund", "en"), [2]);
        index
            .apply(Vec::new(), &[ArticleId(uuid::Uuid::from_u128(1))])
            .unwrap();
        assert_eq!(found(&index, "money", "en"), [0; 0]);
    }

    #[test]
    fn an_article_that_changes_its_language_leaves_the_old_one() {
        let index = shop();
        index
            .apply(vec![article(1, "fr", "Remboursement", "En 14 jours.")], &[])
            .unwrap();
        assert_eq!(found(&index, "refund", "en"), [2]);
        assert_eq!(found(&index, "remboursement", "fr"), [1]);
    }

    #[test]
    fn a_title_counts_more_than_a_body() {
        assert_eq!(found(&shop(), "refund", "en"), [1, 2]);
    }

    #[test]
    fn the_last_word_may_be_unfinished() {
        assert_eq!(found(&shop(), "canc", "en"), [2]);
        assert_eq!(found(&shop(), "canc ?", "en"), [0; 0]);
    }

    #[test]
    fn a_misspelt_word_is_found_however_it_is_misspelt() {
        for query in ["refnd", "refunnd", "rifund", "reufnd", "refnu"] {
            assert_eq!(found(&shop(), query, "en")[0], 1, "{query}");
        }
    }

    #[test]
    fn a_number_is_not_taken_for_a_misspelt_other() {
        let index = Index::new();
        let other = article(1, "en", "Model 4711", "It is blue.");
        index.apply(vec![other], &[]).unwrap();
        assert_eq!(found(&index, "4712", "en"), [0; 0]);
    }

    #[test]
    fn a_missing_space_is_put_back() {
        assert_eq!(found(&shop(), "how tocancel it", "en")[0], 2);
    }

    #[test]
    fn a_word_that_nothing_resembles_is_answered_by_its_beginning() {
        assert_eq!(found(&shop(), "how is cancelbility", "en")[0], 2);
    }

    #[test]
    fn accents_ligatures_and_elisions_do_not_matter() {
        for query in ["oeuvre achetee", "l'oeuvre", "L’ŒUVRE", "ete"] {
            assert_eq!(found(&shop(), query, "fr"), [4], "{query}");
        }
    }

    #[test]
    fn inflections_are_found() {
        assert_eq!(found(&shop(), "refunding", "en"), [1, 2]);
        assert_eq!(found(&shop(), "les commandes annulées", "fr"), [5]);
    }

    #[test]
    fn a_language_that_has_nothing_hands_over_to_another() {
        assert_eq!(found(&shop(), "refund", "fr"), [1, 2]);
        assert_eq!(found(&shop(), "refund", "de"), [1, 2]);
    }

    #[test]
    fn a_language_written_without_spaces_is_found() {
        assert_eq!(found(&shop(), "返金", "ja"), [6]);
    }

    #[test]
    fn strange_queries_are_answered_like_any_other() {
        let index = shop();
        let long = "é".repeat(200);
        let strange = [
            "",
            " ",
            "?!",
            "🎉",
            "'",
            "مرحبا بالعالم",
            "e\u{301}",
            "\u{301}",
            "ﬁ ½ ²",
            "\0",
        ];
        for query in strange.into_iter().chain([long.as_str()]) {
            index
                .search(query, &Lang::parse("fr").unwrap(), 10)
                .unwrap();
        }
        assert!(
            index
                .search("refund", &Lang::parse("en").unwrap(), 0)
                .unwrap()
                .is_empty()
        );
        assert!(
            Index::new()
                .search("refund", &Lang::parse("en").unwrap(), 5)
                .unwrap()
                .is_empty()
        );
    }
}
