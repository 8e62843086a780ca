//! A list whose elements stay what they are while their content and their order change, so that
//! neither focus nor scroll is lost when something happens elsewhere.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};

use leptos::{
    prelude::*,
    tachys::view::{Mountable, Render},
};
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement, Node};

use crate::parts::element::{Built, Element};

struct Row<T: 'static> {
    value: ArcRwSignal<T>,
    built: Built,
    node: web_sys::Element,
}

type Rows<T> = Rc<RefCell<HashMap<String, Row<T>>>>;

thread_local! {
    static LISTS: Cell<u32> = const { Cell::new(0) };
}

/// Fills `container` with one `view` for each of `items`, which follow signals; what has the same
/// key is the same element, told of its new value.
pub fn keyed<T: Clone + PartialEq + Send + Sync + 'static>(
    container: Element,
    mut items: impl FnMut() -> Vec<(String, T)> + 'static,
    view: impl Fn(ArcRwSignal<T>) -> Element + 'static,
) -> Element {
    let id = LISTS.with(|lists| {
        lists.set(lists.get() + 1);
        ["list-", &lists.get().to_string()].concat()
    });
    let rows: Rows<T> = Rc::default();
    let view = Rc::new(view);
    container
        .set("id", id.clone())
        .follow("data-rows", move || {
            let items = items();
            let count = items.len().to_string();
            let (id, rows, view) = (id.clone(), Rc::clone(&rows), Rc::clone(&view));
            // The container may still be on its way into the document.
            queue_microtask(move || place(&id, &rows, items, &*view));
            Some(count)
        })
}

fn place<T: Clone + PartialEq + Send + Sync + 'static>(
    id: &str,
    rows: &Rows<T>,
    items: Vec<(String, T)>,
    view: &dyn Fn(ArcRwSignal<T>) -> Element,
) {
    let Some(parent) = document().get_element_by_id(id) else {
        return;
    };
    let focused = document().active_element();
    let focused = focused.filter(|element| parent.contains(Some(element)));
    let place = focused.as_ref().and_then(|focused| {
        let children = parent.children();
        (0..children.length()).find(|i| {
            children
                .item(*i)
                .is_some_and(|it| it.contains(Some(focused)))
        })
    });
    let mut old = rows.take();
    let mut next = HashMap::with_capacity(items.len());
    let mut cursor: Option<Node> = parent.first_child();
    for (key, item) in items {
        let row = match old.remove(&key) {
            Some(row) => {
                if row.value.with_untracked(|value| *value != item) {
                    row.value.set(item);
                }
                row
            }
            None => {
                let value = ArcRwSignal::new(item);
                let built = view(value.clone()).build();
                let Some(node) = built.elements().pop() else {
                    continue;
                };
                Row { value, built, node }
            }
        };
        if cursor.as_ref() == Some(row.node.as_ref()) {
            cursor = row.node.next_sibling();
        } else {
            _ = parent.insert_before(&row.node, cursor.as_ref());
        }
        next.insert(key, row);
    }
    for mut row in old.into_values() {
        row.built.unmount();
    }
    rows.replace(next);
    let Some(focused) = focused else { return };
    if focused.is_connected() {
        // A browser takes the focus from what is moved.
        if document().active_element().as_ref() != Some(&focused) {
            focus(&focused);
        }
    } else {
        // What came to stand in the place of the row that is gone.
        let last = parent.child_element_count().checked_sub(1);
        let row = last.zip(place).map(|(last, place)| place.min(last));
        let row = row.and_then(|row| parent.children().item(row));
        let link = row.and_then(|row| row.query_selector("a").ok().flatten());
        if let Some(link) = link {
            focus(&link);
        }
    }
}

fn focus(element: &web_sys::Element) {
    let still = FocusOptions::new();
    still.set_prevent_scroll(true);
    _ = element
        .unchecked_ref::<HtmlElement>()
        .focus_with_options(&still);
}
