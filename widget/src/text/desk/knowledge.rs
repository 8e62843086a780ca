//! What the desk says of articles beside a ticket, and of solutions on their way to them.

#[path = "knowledge/de.rs"]
mod de;
#[path = "knowledge/en.rs"]
mod en;
#[path = "knowledge/fr.rs"]
mod fr;

pub use self::{de::KNOWLEDGE as DE, en::KNOWLEDGE as EN, fr::KNOWLEDGE as FR};

/// Each text.
#[derive(Debug)]
pub struct KnowledgeWords {
    /// Heads the part with articles.
    pub title: &'static str,
    /// Searches articles.
    pub search: &'static str,
    /// Puts a link into what is being written.
    pub insert_link: &'static str,
    /// Puts the passage that answers into what is being written.
    pub insert_passage: &'static str,
    /// Links the article as the one that has the solution.
    pub is_answer: &'static str,
    /// What that does, and that customers are not told; `{button}`.
    pub is_answer_hint: &'static str,
    /// How to take another article.
    pub other_article: &'static str,
    /// Said to screen readers once it is known what becomes of the solution.
    pub kept: &'static str,
    /// A button that takes back what was said of the solution.
    pub unlink: &'static str,
    /// It was taken back.
    pub unlinked: &'static str,
    /// A solution is not in the articles yet.
    pub owed: &'static str,
    /// What to do about it.
    pub owed_hint: &'static str,
    /// Drafts an article from the ticket.
    pub draft: &'static str,
    /// Says that no article fits.
    pub none_fits: &'static str,
    /// Asks why.
    pub why: &'static str,
    /// The reason is missing.
    pub why_missing: &'static str,
    /// An article has the solution.
    pub linked: &'static str,
    /// An article was drafted from the ticket.
    pub drafted: &'static str,
    /// No article fits.
    pub none: &'static str,
    /// A proposal waits until it is said what becomes of the solution; `{link}`, `{draft}` and
    /// `{none}` are the buttons that say it.
    pub owed_trouble: &'static str,
    /// Writes a solution for level 1.
    pub solution: &'static str,
    /// What belongs into it.
    pub solution_hint: &'static str,
    /// Sends it.
    pub send_solution: &'static str,
    /// It was sent.
    pub sent_solution: &'static str,
    /// Asks to which level it goes up.
    pub to_level: &'static str,
}
