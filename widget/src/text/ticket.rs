//! What the portal says of tickets; customers call them requests. One struct, filled once per
//! language, as `Text` is.

use super::Forms;

#[path = "ticket/de.rs"]
mod de;
#[path = "ticket/en.rs"]
mod en;
#[path = "ticket/fr.rs"]
mod fr;

pub use self::{de::TICKET as DE, en::TICKET as EN, fr::TICKET as FR};

super::lines::lines! {
/// Each text about tickets. What stands in braces is replaced.
#[derive(Debug)]
pub struct TicketText {
    /// The name of the bar with the sections.
    pub tabs: &'static str,
    /// The section with the articles.
    pub tab_help: &'static str,
    /// The section with the visitor's tickets.
    pub tab_requests: &'static str,
    /// Starts a new ticket.
    pub tab_new: &'static str,
    /// How many events have not been seen; `{n}`.
    pub unread: Forms,
    /// A ticket's number; `{n}`.
    pub number: &'static str,
    /// Leads from the first page to a new ticket.
    pub contact: &'static str,
    /// What happens after that, where no wait is known.
    pub contact_hint: &'static str,
    /// How long the first answer takes; `{range}`.
    pub wait: &'static str,
    /// A range; `{from}` is a number, `{to}` a number with its unit.
    pub range: &'static str,
    /// A range whose ends are the same once they are rounded; `{to}`.
    pub range_one: &'static str,
    /// Leads from a search without a result to a new ticket.
    pub ask_us: &'static str,
    /// What comes along.
    pub ask_us_hint: &'static str,
    /// Asks for a topic.
    pub topic_title: &'static str,
    /// Names the topic in a review.
    pub topic: &'static str,
    /// Goes back to choose another topic.
    pub change: &'static str,
    /// The subject's field.
    pub subject: &'static str,
    /// What belongs into it.
    pub subject_hint: &'static str,
    /// Above articles that may answer already.
    pub suggested: &'static str,
    /// The description's field.
    pub body: &'static str,
    /// What belongs into it.
    pub body_hint: &'static str,
    /// The name's field.
    pub name: &'static str,
    /// The email address's field.
    pub email: &'static str,
    /// What it is for.
    pub email_hint: &'static str,
    /// The choice that is not made yet.
    pub choose: &'static str,
    /// The files' field.
    pub files: &'static str,
    /// Opens the choice of files.
    pub files_add: &'static str,
    /// How many, how large, and how else.
    pub files_hint: &'static str,
    /// Takes a file out; `{name}`.
    pub file_remove: &'static str,
    /// A file is too large; `{name}`.
    pub file_large: &'static str,
    /// All files together are too large; `{name}`.
    pub file_full: &'static str,
    /// There are too many files; `{name}`.
    pub file_many: &'static str,
    /// A file is of a kind that is not taken; `{name}`.
    pub file_kind: &'static str,
    /// A file holds nothing; `{name}`.
    pub file_empty: &'static str,
    /// A file has not been sent yet.
    pub file_waits: &'static str,
    /// A file is being sent.
    pub file_sending: &'static str,
    /// A file has been sent.
    pub file_sent: &'static str,
    /// A file was not taken for what it is.
    pub file_refused: &'static str,
    /// A file was not taken for its size.
    pub file_too_large: &'static str,
    /// A file cannot be shown.
    pub file_failed: &'static str,
    /// Fetches a file; `{name}`.
    pub file_download: &'static str,
    /// Opens a picture in full; `{name}`.
    pub file_show: &'static str,
    /// Leads from the form to its review.
    pub check: &'static str,
    /// Fields are at fault.
    pub wrong: &'static str,
    /// A field is empty that must not be; `{name}`.
    pub missing: &'static str,
    /// A field is too long; `{n}`.
    pub too_long: &'static str,
    /// An email address that is none.
    pub wrong_email: &'static str,
    /// A number that is none.
    pub wrong_number: &'static str,
    /// A day that is none.
    pub wrong_date: &'static str,
    /// Nothing is chosen.
    pub wrong_choice: &'static str,
    /// A box must be ticked.
    pub wrong_tick: &'static str,
    /// The server refuses a field.
    pub wrong_other: &'static str,
    /// Heading of the review.
    pub review: &'static str,
    /// An answer that was not given.
    pub review_none: &'static str,
    /// A ticked box.
    pub ticked: &'static str,
    /// Before what travels with a ticket.
    pub along: &'static str,
    /// The searches made.
    pub along_searches: &'static str,
    /// The articles read.
    pub along_articles: &'static str,
    /// Goes back from the review to the form.
    pub edit: &'static str,
    /// Sends a new ticket.
    pub send: &'static str,
    /// A ticket is being sent.
    pub sending: &'static str,
    /// What to do meanwhile.
    pub sending_hint: &'static str,
    /// A ticket waits for the network.
    pub waits_network: &'static str,
    /// A ticket waits for the server.
    pub waits_server: &'static str,
    /// Nothing can be stored just now, and what works meanwhile.
    pub unstored: &'static str,
    /// What was not sent goes by itself.
    pub again: &'static str,
    /// What is sent waits because there was too much; `{time}`.
    pub waits_limit: &'static str,
    /// A ticket waits for a proof of work, which takes some seconds.
    pub waits_proof: &'static str,
    /// A waiting ticket is stored.
    pub kept: &'static str,
    /// A waiting ticket cannot be stored.
    pub kept_here: &'static str,
    /// A ticket in the list that has not been sent.
    pub waiting: &'static str,
    /// A ticket has been filed; `{number}`.
    pub sent: &'static str,
    /// What happens next.
    pub sent_next: &'static str,
    /// Leads to the ticket.
    pub sent_follow: &'static str,
    /// Files are still on their way.
    pub sent_files: &'static str,
    /// The token cannot be stored.
    pub sent_memory: &'static str,
    /// There are no tickets yet.
    pub requests_empty: &'static str,
    /// What will be there.
    pub requests_empty_hint: &'static str,
    /// Short: it is the desk's turn.
    pub turn_support: &'static str,
    /// Short: it is the customer's turn.
    pub turn_customer: &'static str,
    /// It is the desk's turn.
    pub turn_support_long: &'static str,
    /// It is the customer's turn.
    pub turn_customer_long: &'static str,
    /// The next update is promised; `{turn}`, `{time}`.
    pub due: &'static str,
    /// The promise is not kept; `{turn}`, `{time}`.
    pub late: &'static str,
    /// On hold; `{status}`, `{hold}`.
    pub held: &'static str,
    /// Nobody has it yet.
    pub nobody: &'static str,
    /// What that means.
    pub nobody_hint: &'static str,
    /// The holder is at the desk.
    pub here: &'static str,
    /// The holder is not.
    pub away: &'static str,
    /// The customer, above what they wrote.
    pub you: &'static str,
    /// The ticket was filed.
    pub said_created: &'static str,
    /// The customer wrote.
    pub said_you: &'static str,
    /// Somebody wrote; `{name}`.
    pub said: &'static str,
    /// The customer added a file; `{file}`.
    pub said_file_you: &'static str,
    /// Somebody added a file; `{name}`, `{file}`.
    pub said_file: &'static str,
    /// The status changed; `{status}`.
    pub said_status: &'static str,
    /// It was closed and is open again.
    pub said_opened: &'static str,
    /// Somebody took it up; `{to}`.
    pub said_taken: &'static str,
    /// It moved; `{from}`, `{to}`.
    pub said_moved: &'static str,
    /// It is back in the queue.
    pub said_queue: &'static str,
    /// Why it moved; `{reason}`.
    pub reason: &'static str,
    /// It needs a higher level.
    pub escalation: &'static str,
    /// Who had it is away; `{from}`.
    pub absence: &'static str,
    /// Somebody knows more of it; `{to}`.
    pub expertise: &'static str,
    /// Who had it has too much to do; `{from}`.
    pub workload: &'static str,
    /// Who had it goes home; `{from}`.
    pub shift_end: &'static str,
    /// The customer asked for it.
    pub customer_request: &'static str,
    /// A solution was proposed; `{name}`.
    pub said_proposal: &'static str,
    /// Above a proposed solution.
    pub proposal: &'static str,
    /// The customer accepted.
    pub said_helped: &'static str,
    /// The customer refused.
    pub said_not_helped: &'static str,
    /// The customer rated; `{stars}`.
    pub said_rating: &'static str,
    /// The next update was promised; `{time}`.
    pub said_promise: &'static str,
    /// A solution was found; `{to}` checks it.
    pub solution: &'static str,
    /// Who had it is away; `{from}`, `{time}`.
    pub absence_until: &'static str,
    /// Who had it before is back; `{to}`.
    pub back: &'static str,
    /// It goes on in another ticket; `{n}`.
    pub said_merged: &'static str,
    /// It is part of a known problem; `{title}`.
    pub said_incident: &'static str,
    /// It is not part of it after all; `{title}`.
    pub said_incident_left: &'static str,
    /// The problem is solved; `{title}`.
    pub said_incident_over: &'static str,
    /// Above news of the problem.
    pub said_news: &'static str,
    /// Names the timeline.
    pub conversation: &'static str,
    /// Names the answers to a topic's fields.
    pub answers: &'static str,
    /// The reply's field.
    pub reply: &'static str,
    /// The reply's field on a closed ticket; `{date}`.
    pub reply_closed: &'static str,
    /// Sends a reply.
    pub reply_send: &'static str,
    /// It cannot be opened any more.
    pub closed_for_good: &'static str,
    /// Starts a ticket that goes on from this one.
    pub follow_up: &'static str,
    /// The new ticket goes on from a closed one.
    pub follows: &'static str,
    /// A message is on its way.
    pub message_sending: &'static str,
    /// A message was refused.
    pub message_refused: &'static str,
    /// Drops what was not sent.
    pub discard: &'static str,
    /// Somebody is writing; `{name}`.
    pub writing: &'static str,
    /// Asks whether the solution helped.
    pub verdict: &'static str,
    /// What follows from silence; `{date}`.
    pub verdict_silence: &'static str,
    /// Asks what is still wrong.
    pub verdict_wrong: &'static str,
    /// The answer was not sent.
    pub verdict_failed: &'static str,
    /// Asks for a rating.
    pub rating: &'static str,
    /// Asks for a few words.
    pub rating_comment: &'static str,
    /// Sends the rating.
    pub rating_send: &'static str,
    /// After the rating.
    pub rating_thanks: &'static str,
    /// Rates anew.
    pub rating_change: &'static str,
    /// There is no such ticket.
    pub ticket_missing: &'static str,
    /// Why that may be.
    pub ticket_missing_hint: &'static str,
    /// The stream is cut.
    pub reconnecting: &'static str,
    /// What customers call each status, in the order of `Status::ALL`.
    pub statuses: [&'static str; 6],
    /// What an agent of each level is, from 1.
    pub levels: [&'static str; 3],
    /// What each rating means, from 1.
    pub stars: [&'static str; 5],
}
}

#[cfg(test)]
#[path = "ticket/tests.rs"]
mod tests;
