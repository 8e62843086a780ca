//! Files to send: chosen, dropped or pasted, with their size and a picture where they are one.

use guichet_shared::file::{FILES_AT_ONCE, MAX_FILE, MAX_FILES};
use wasm_bindgen::JsCast;
use web_sys::{Blob, ClipboardEvent, DragEvent, Event, File, FileList, HtmlInputElement, Url};

use super::{focus, intl, state::State};
use crate::{
    parts::{
        element::{Element, element, words},
        icons::{CLIP, CROSS, FILE, icon},
        value::Value,
    },
    text::{Text, TicketText},
};

/// How the names of files end that are taken, as the choice of files is told; text may end in any way.
const TAKEN: &str = concat!(
    ".png,.jpg,.jpeg,.gif,.webp,.pdf,.zip,.docx,.xlsx,.pptx,.odt,.ods,",
    ".csv,.json,.xml,.yaml,.yml,.sql,text/*"
);

/// A file that is to be sent.
#[derive(Clone)]
pub struct Chosen {
    pub name: String,
    pub size: f64,
    pub blob: Blob,
    /// Where its picture is, for this page alone.
    pub picture: Option<String>,
}

/// The files of one form, and what was wrong with the last that were added.
#[derive(Clone, Copy)]
pub struct Files {
    pub chosen: Value<Vec<Chosen>>,
    wrong: Value<Vec<String>>,
}

impl Chosen {
    /// A file under the name it came with.
    pub fn new(name: String, blob: Blob) -> Self {
        let is_picture = blob.type_().starts_with("image/");
        let picture = is_picture.then(|| Url::create_object_url_with_blob(&blob).ok());
        Self {
            name,
            size: blob.size(),
            blob,
            picture: picture.flatten(),
        }
    }
}

impl Files {
    /// None yet.
    pub fn new() -> Self {
        Self {
            chosen: Value::new(Vec::new()),
            wrong: Value::new(Vec::new()),
        }
    }

    /// Takes all of them out.
    pub fn take(self) -> Vec<Chosen> {
        self.wrong.set(Vec::new());
        let chosen = self.chosen.get_untracked();
        self.chosen.set(Vec::new());
        chosen
    }

    fn add(self, state: State, list: Option<FileList>) {
        let text = state.language.get_untracked().text.ticket;
        let mut chosen = self.chosen.get_untracked();
        let mut wrong = Vec::new();
        let list = list.into_iter();
        let files = list.flat_map(|list| (0..list.length()).filter_map(move |at| list.get(at)));
        for file in files {
            let name = File::name(&file);
            let sentence = if is_taken(&name, &file.type_()) {
                refused(&chosen, file.size(), text)
            } else {
                Some(text.file_kind)
            };
            match sentence {
                Some(sentence) => wrong.push(sentence.replace("{name}", &name)),
                None => chosen.push(Chosen::new(name, file.into())),
            }
        }
        self.wrong.set(wrong);
        self.chosen.set(chosen);
    }

    fn remove(self, at: usize) {
        let mut chosen = self.chosen.get_untracked();
        if at < chosen.len() {
            if let Some(picture) = chosen.remove(at).picture {
                _ = Url::revoke_object_url(&picture);
            }
            self.wrong.set(Vec::new());
            self.chosen.set(chosen);
        }
    }
}

/// Whether a file may be of a kind that the server takes, which looks into it. Of what the browser has
/// no name for, nothing is known here.
fn is_taken(name: &str, kind: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_text = kind.starts_with("text/") && kind != "text/html";
    kind.is_empty() || is_text || TAKEN.split(',').any(|ending| name.ends_with(ending))
}

/// Why one more file of this size cannot be sent.
fn refused(chosen: &[Chosen], size: f64, text: &TicketText) -> Option<&'static str> {
    let all: f64 = chosen.iter().map(|file| file.size).sum();
    let (one, together) = (MAX_FILE as f64, MAX_FILES as f64);
    if size > one {
        Some(text.file_large)
    } else if size == 0.0 {
        Some(text.file_empty)
    } else if chosen.len() >= FILES_AT_ONCE {
        Some(text.file_many)
    } else if all + size > together {
        Some(text.file_full)
    } else {
        None
    }
}

/// Lets files be dropped on `form` and pasted into it.
pub fn landing(state: State, files: Files, form: Element) -> Element {
    let carries_files = |event: &DragEvent| {
        let types = event.data_transfer().map(|data| data.types());
        types.is_some_and(|types| types.includes(&"Files".into(), 0))
    };
    form.on("dragover", move |event: Event| {
        if carries_files(event.unchecked_ref()) {
            event.prevent_default();
            over(&event, true);
        }
    })
    .on("dragleave", |event| over(&event, false))
    .on("drop", move |event| {
        over(&event, false);
        let drop: &DragEvent = event.unchecked_ref();
        if carries_files(drop) {
            event.prevent_default();
            files.add(state, drop.data_transfer().and_then(|data| data.files()));
        }
    })
    .on("paste", move |event| {
        let paste: &ClipboardEvent = event.unchecked_ref();
        let pasted = paste.clipboard_data().and_then(|data| data.files());
        if let Some(pasted) = pasted.filter(|files| files.length() > 0) {
            event.prevent_default();
            files.add(state, Some(pasted));
        }
    })
}

/// Shows where a file may be let go.
fn over(event: &Event, is_over: bool) {
    let place = event.current_target();
    let place = place.map(JsCast::unchecked_into::<web_sys::Element>);
    _ = place.map(|place| place.toggle_attribute_with_force("data-over", is_over));
}

/// The button that opens the browser's own choice of files; `name` is hidden where `slim`.
pub fn picker(state: State, text: &'static Text, files: Files, slim: bool) -> Element {
    let input = element("input", "hidden")
        .set("type", "file")
        .set("accept", TAKEN)
        .set("multiple", "")
        .on("change", move |event| {
            let input = event
                .target()
                .map(JsCast::unchecked_into::<HtmlInputElement>);
            if let Some(input) = input {
                files.add(state, input.files());
                // So that the same file can be chosen again after it was removed.
                input.set_value("");
            }
        });
    let name = if slim { "hidden" } else { "" };
    element("label", if slim { "tool clip" } else { "button clip" })
        .set("title", text.ticket.files_add)
        .child(input)
        .child(icon(CLIP))
        .child(words("span", name, text.ticket.files_add))
}

/// The files so far, and what was wrong with the last.
pub fn chosen(state: State, text: &'static Text, files: Files) -> Element {
    element("div", "chosen").live(move || {
        let chosen = files.chosen.get();
        let lang = state.language.get_untracked().code;
        let items = chosen.iter().enumerate().map(|(at, file)| {
            let label = text.ticket.file_remove.replace("{name}", &file.name);
            let remove = element("button", "tool")
                .set("type", "button")
                .set("aria-label", label)
                .on("click", move |_| {
                    files.remove(at);
                    focus::soon(".clip input");
                })
                .child(icon(CROSS));
            line(lang, file).child(remove)
        });
        let list = element("ul", "files").children(items);
        let wrong = files.wrong.get();
        let wrong = wrong
            .iter()
            .map(|sentence| words("p", "wrong", sentence.as_str()).set("role", "alert"));
        let list = (!chosen.is_empty()).then_some(list);
        list.into_iter().chain(wrong).collect()
    })
}

/// A file in a list: its picture, name and size.
pub fn line(lang: &str, file: &Chosen) -> Element {
    // The icon stands behind the picture, and in its place where that cannot be shown.
    let picture = file.picture.as_ref().map(|url| {
        let picture = element("img", "").set("src", url.as_str()).set("alt", "");
        picture.on("error", |event| {
            if let Some(picture) = event.target() {
                picture.unchecked_into::<web_sys::Element>().remove();
            }
        })
    });
    let picture = element("span", "thumb").child(icon(FILE)).children(picture);
    let name = words("span", "file-name", file.name.as_str());
    let size = words("span", "file-size", intl::size(lang, file.size));
    element("li", "file")
        .child(picture)
        .child(element("span", "file-text").child(name).child(size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_that_the_server_never_takes_is_told_at_once() {
        for (name, kind) in [
            ("SCAN.PDF", "application/pdf"),
            ("scan.pdf", ""),
            ("notes", ""),
            ("notes.log", "text/plain"),
            ("archive.zip", "application/x-zip-compressed"),
            ("orders.csv", "application/vnd.ms-excel"),
        ] {
            assert!(is_taken(name, kind), "{name}");
        }
        for (name, kind) in [
            ("film.mp4", "video/mp4"),
            ("page.html", "text/html"),
            ("drawing.svg", "image/svg+xml"),
            ("letter.doc", "application/msword"),
        ] {
            assert!(!is_taken(name, kind), "{name}");
        }
    }
}
