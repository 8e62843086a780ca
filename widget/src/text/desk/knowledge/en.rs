//! English.

use super::KnowledgeWords;

/// The words.
pub const KNOWLEDGE: KnowledgeWords = KnowledgeWords {
    title: "Knowledge",
    search: "Search articles",
    insert_link: "Insert link",
    insert_passage: "Insert passage",
    is_answer: "Link as the solution",
    is_answer_hint: "“{button}” keeps for the desk which article solved it. The customer is not told.",
    other_article: "The wrong article? Link another one in its place.",
    kept: "Noted.",
    unlink: "Take back",
    unlinked: "Taken back.",
    owed: "This solution is not in the articles yet",
    owed_hint: "Link the article that has it, or draft one. Then it can be proposed, and the next customer finds it alone.",
    draft: "Draft an article",
    none_fits: "No article fits",
    why: "Why no article fits",
    why_missing: "A few words are needed here.",
    linked: "Solved by",
    drafted: "Drafted",
    none: "No article:",
    owed_trouble: "This ticket reached level 2 or 3, so its solution belongs in the articles first. Under Knowledge, beside the ticket, press “{link}”, “{draft}” or “{none}”. Your text is kept.",
    solution: "Solution for level 1",
    solution_hint: "Describe the solution. Level 1 checks it and proposes it to the customer",
    send_solution: "Hand to level 1",
    sent_solution: "Handed to level 1.",
    to_level: "To level",
};
