//! English.

use super::KnowledgeWords;

/// The words.
pub const KNOWLEDGE: KnowledgeWords = KnowledgeWords {
    title: "Knowledge",
    search: "Search articles",
    insert_link: "Insert link",
    insert_passage: "Insert passage",
    is_answer: "This is the solution",
    kept: "Noted.",
    owed: "This solution is not in the articles yet",
    owed_hint: "Link the article that has it, or draft one. Then it can be proposed, and the next customer finds it alone.",
    draft: "Draft an article",
    none_fits: "No article fits",
    why: "Why no article fits",
    why_missing: "A few words are needed here.",
    linked: "Solved by",
    drafted: "Drafted",
    none: "No article:",
    owed_trouble: "A higher level found this solution. First link an article, draft one, or say why none fits: under Knowledge, beside the ticket. Your text is kept.",
    solution: "Solution for level 1",
    solution_hint: "Describe the solution. Level 1 checks it and proposes it to the customer",
    send_solution: "Hand to level 1",
    sent_solution: "Handed to level 1.",
    to_level: "To level",
};
