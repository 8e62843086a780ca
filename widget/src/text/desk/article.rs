//! What the desk says of articles: their list and their editor.

#[path = "article/de.rs"]
mod de;
#[path = "article/en.rs"]
mod en;
#[path = "article/fr.rs"]
mod fr;

pub use self::{de::ARTICLE as DE, en::ARTICLE as EN, fr::ARTICLE as FR};

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct ArticleWords {
    /// Starts one.
    pub new_article: &'static str,
    /// The search box.
    pub search_articles: &'static str,
    /// All languages.
    pub all_languages: &'static str,
    /// The list of kinds.
    pub visibility: &'static str,
    /// Published or not.
    pub any_article: &'static str,
    /// Customers see it.
    pub published: &'static str,
    /// Customers do not see it.
    pub draft: &'static str,
    /// Nothing in the list.
    pub no_articles: &'static str,
    /// What to do then.
    pub no_articles_hint: &'static str,
    /// How many it helped; `{yes}`, `{all}`.
    pub votes: &'static str,
    /// Back to the list.
    pub back_to_articles: &'static str,
    /// Leads to the ticket that the article was drafted from; `{n}`.
    pub back_to_ticket: &'static str,
    /// What to do with a draft from a ticket first.
    pub from_ticket: &'static str,
    /// What is wrong with the title.
    pub title_wrong: &'static str,
    /// What is wrong with the category.
    pub category_wrong: &'static str,
    /// What is wrong with the keywords.
    pub keywords_wrong: &'static str,
    /// What is wrong with the address.
    pub slug_wrong: &'static str,
    /// What is wrong with the text.
    pub body_wrong: &'static str,
    /// The article does not exist.
    pub article_missing: &'static str,
    /// Why.
    pub article_missing_hint: &'static str,
    /// A field.
    pub title: &'static str,
    /// A field.
    pub category: &'static str,
    /// A field.
    pub keywords: &'static str,
    /// What it is for.
    pub keywords_hint: &'static str,
    /// A field.
    pub slug: &'static str,
    /// What it is for.
    pub slug_hint: &'static str,
    /// Another article has it.
    pub slug_taken: &'static str,
    /// A field.
    pub body: &'static str,
    /// How it is written.
    pub body_hint: &'static str,
    /// How customers will see it.
    pub preview: &'static str,
    /// There is nothing to show.
    pub preview_empty: &'static str,
    /// Saves.
    pub save_draft: &'static str,
    /// Publishes.
    pub publish: &'static str,
    /// Publishes.
    pub publish_changes: &'static str,
    /// Makes a draft of it.
    pub unpublish: &'static str,
    /// While it works.
    pub saving: &'static str,
    /// There are changes.
    pub unsaved: &'static str,
    /// After saving.
    pub saved_draft: &'static str,
    /// After saving.
    pub saved_published: &'static str,
    /// Fields are not right; `{fields}`.
    pub fields_wrong: &'static str,
    /// Somebody saved another version; `{version}`.
    pub article_conflict: &'static str,
    /// The list of versions.
    pub versions: &'static str,
    /// One of them; `{n}`.
    pub version: &'static str,
    /// Nobody wrote it here.
    pub imported: &'static str,
    /// Takes a text up again.
    pub restore: &'static str,
    /// What that does.
    pub restore_hint: &'static str,
}
