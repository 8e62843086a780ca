//! The articles of one language, indexed: a state that never changes, and how the next is made.

use std::{collections::HashMap, sync::Arc};

use guichet_shared::{article::ArticleId, lang::Lang};
use tantivy::{
    DocAddress, Index, IndexReader, IndexWriter, ReloadPolicy, Result, Searcher, TantivyDocument,
    Term,
    indexer::IndexWriterOptions,
    schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{PreTokenizedString, Token},
};

use super::{Document, grammar::Grammar, words};

/// The same text twice: as its words and as their stems.
#[derive(Clone, Copy)]
pub(super) struct Both {
    pub words: Field,
    pub stems: Field,
}

/// The fields of the index. `whole` holds the titles and the keywords too, so that its words are
/// all that the language knows.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    number: Field,
    pub whole: Both,
    pub title: Both,
    pub keywords: Both,
}

/// One language of a site.
pub(super) struct Shelf {
    pub grammar: Arc<Grammar>,
    pub fields: Fields,
    pub searcher: Searcher,
    reader: IndexReader,
    index: Index,
    /// tantivy holds no text, only the number under which it is found here.
    documents: HashMap<u64, Arc<Document>>,
    numbers: HashMap<ArticleId, u64>,
    next_number: u64,
}

impl Shelf {
    /// A shelf without articles.
    pub fn new(lang: &Lang) -> Result<Self> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default().set_index_option(IndexRecordOption::WithFreqs);
        let text = TextOptions::default().set_indexing_options(indexing);
        let mut both = |name: &str| Both {
            words: schema.add_text_field(&format!("{name}_words"), text.clone()),
            stems: schema.add_text_field(&format!("{name}_stems"), text.clone()),
        };
        let (whole, title, keywords) = (both("whole"), both("title"), both("keywords"));
        let number = schema.add_u64_field("number", INDEXED | FAST);
        let index = Index::create_in_ram(schema.build());
        let reader: IndexReader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            grammar: Arc::new(Grammar::of(lang)),
            fields: Fields {
                number,
                whole,
                title,
                keywords,
            },
            searcher: reader.searcher(),
            reader,
            index,
            documents: HashMap::new(),
            numbers: HashMap::new(),
            next_number: 0,
        })
    }

    pub fn holds(&self, id: ArticleId) -> bool {
        self.numbers.contains_key(&id)
    }

    pub fn document(&self, address: DocAddress) -> Result<Option<&Document>> {
        let segment = self.searcher.segment_reader(address.segment_ord);
        let number = segment.fast_fields().u64("number")?.first(address.doc_id);
        Ok(number
            .and_then(|number| self.documents.get(&number))
            .map(AsRef::as_ref))
    }

    /// The next state: this one without `gone`, then with `put`.
    pub fn with(&self, put: Vec<Document>, gone: &[ArticleId]) -> Result<Self> {
        // A writer lives for one change: a site at rest keeps no threads.
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .num_merge_threads(1)
            .memory_budget_per_thread(WRITER_MEMORY)
            .build();
        let mut writer: IndexWriter = self.index.writer_with_options(options)?;
        let mut documents = self.documents.clone();
        let mut numbers = self.numbers.clone();
        let mut next_number = self.next_number;
        for id in gone {
            if let Some(number) = numbers.remove(id) {
                documents.remove(&number);
                writer.delete_term(Term::from_field_u64(self.fields.number, number));
            }
        }
        for document in put {
            // A change that failed half-way may have left an article under this number.
            writer.delete_term(Term::from_field_u64(self.fields.number, next_number));
            writer.add_document(self.indexed(next_number, &document))?;
            numbers.insert(document.id, next_number);
            documents.insert(next_number, Arc::new(document));
            next_number += 1;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        self.reader.reload()?;
        Ok(Self {
            grammar: self.grammar.clone(),
            fields: self.fields,
            searcher: self.reader.searcher(),
            reader: self.reader.clone(),
            index: self.index.clone(),
            documents,
            numbers,
            next_number,
        })
    }

    fn indexed(&self, number: u64, document: &Document) -> TantivyDocument {
        let mut indexed = TantivyDocument::new();
        indexed.add_u64(self.fields.number, number);
        let Document {
            title,
            category,
            keywords,
            body,
            ..
        } = document;
        let keywords = keywords.join("\n");
        // A body's words merely occur; those of titles and keywords were chosen, and count twice.
        let chosen = format!("{title}\n{keywords}\n");
        let whole = format!("{chosen}{chosen}{category}\n{body}");
        for (field, text) in [
            (self.fields.whole, &whole),
            (self.fields.title, title),
            (self.fields.keywords, &keywords),
        ] {
            let (words, stems) = words::split(text)
                .into_iter()
                .map(|word| {
                    let stem = self.grammar.stem(&word.folded).into_owned();
                    (token(word.folded.into_owned()), token(stem))
                })
                .unzip();
            indexed.add_pre_tokenized_text(field.words, tokens(words));
            indexed.add_pre_tokenized_text(field.stems, tokens(stems));
        }
        indexed
    }
}

/// Ample for a thousand articles at once; more are written in several segments.
const WRITER_MEMORY: usize = 50_000_000;

fn token(text: String) -> Token {
    Token {
        text,
        // Order is not indexed; the default position would overflow.
        position: 0,
        ..Token::default()
    }
}

fn tokens(tokens: Vec<Token>) -> PreTokenizedString {
    PreTokenizedString {
        text: String::new(),
        tokens,
    }
}
