//! How much each kind of match counts; docs/decisions/0003-search-ranking.md has the figures.

/// Against a word matched as it was typed, which counts 1, wherever it stands in the article.
pub(super) struct Weights {
    /// Counted again for a match in the title.
    pub title: f32,
    /// Counted again for a match in the keywords.
    pub keywords: f32,
    /// The same stem.
    pub stem: f32,
    /// A word that the typed one begins, and how fast that fades.
    pub completed: f32,
    pub missing_letter: f32,
    /// A word that the typed one misspells.
    pub one_edit: f32,
    pub one_edit_unfinished: f32,
    pub two_edits: f32,
    /// "How", "do", "my".
    pub stop_word: f32,
    /// The forms of a word besides the one that matches best.
    pub other_forms: f32,
}

pub(super) const WEIGHTS: Weights = Weights {
    title: 0.55,
    keywords: 0.7,
    stem: 0.9,
    completed: 0.5,
    missing_letter: 0.3,
    one_edit: 0.6,
    one_edit_unfinished: 0.4,
    two_edits: 0.4,
    stop_word: 0.4,
    other_forms: 0.2,
};
