//! The one kind of view. `view!` makes a type of every shape it is given, and each type brings
//! its own code: about 1.5 kB. Here all shapes are one type, and cost what their words cost.
//! What is built is an ordinary Leptos view; signals read inside `live`, `follow` and `words`
//! keep it up to date.

use std::any::Any;

use leptos::{
    reactive::{
        effect::RenderEffect,
        graph::{Subscriber, ToAnySubscriber},
        owner::Owner,
    },
    tachys::view::{Mountable, Render},
};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, Node};

const SVG: &str = "http://www.w3.org/2000/svg";

/// What listens to an event, for as long as it is kept: a browser may still tell what has left the
/// document of something, a dialog that it was closed.
struct Listener {
    element: web_sys::Element,
    event: &'static str,
    act: Closure<dyn FnMut(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let act = self.act.as_ref().unchecked_ref();
        _ = self
            .element
            .remove_event_listener_with_callback(self.event, act);
    }
}

/// An element that is still to be built.
pub struct Element {
    tag: &'static str,
    steps: Vec<Step>,
}

enum Step {
    Set(&'static str, String),
    Follow(&'static str, Box<dyn Again<Option<String>>>),
    On(&'static str, Box<dyn FnMut(Event)>),
    Text(String),
    Child(Element),
    Live(Box<dyn Again<Vec<Element>>>),
    Grow(Box<dyn Again<Vec<Element>>>),
}

/// What can be asked again and again. `FnMut` could as well, but each closure behind a pointer
/// would bring the code to be called once and dropped besides.
trait Again<T> {
    fn again(&mut self) -> T;
}

impl<T, F: FnMut() -> T> Again<T> for F {
    fn again(&mut self) -> T {
        self()
    }
}

/// An element with the class `class`.
#[must_use]
pub fn element(tag: &'static str, class: &'static str) -> Element {
    let element = Element {
        tag,
        steps: Vec::new(),
    };
    if class.is_empty() {
        element
    } else {
        element.set("class", class)
    }
}

/// An element that holds nothing but `text`.
#[must_use]
pub fn words(tag: &'static str, class: &'static str, text: impl Into<String>) -> Element {
    element(tag, class).text(text)
}

impl Element {
    fn step(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    /// An attribute.
    #[must_use]
    pub fn set(self, name: &'static str, value: impl Into<String>) -> Self {
        self.step(Step::Set(name, value.into()))
    }

    /// An attribute, where there is a value for it.
    #[must_use]
    pub fn set_some(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// An attribute that follows signals; it is absent where there is no value.
    #[must_use]
    pub fn follow(
        self,
        name: &'static str,
        value: impl FnMut() -> Option<String> + 'static,
    ) -> Self {
        self.step(Step::Follow(name, Box::new(value)))
    }

    /// What to do on an event.
    #[must_use]
    pub fn on(self, event: &'static str, act: impl FnMut(Event) + 'static) -> Self {
        self.step(Step::On(event, Box::new(act)))
    }

    /// Text, which never is anything but text.
    #[must_use]
    pub fn text(self, text: impl Into<String>) -> Self {
        self.step(Step::Text(text.into()))
    }

    /// An element inside.
    #[must_use]
    pub fn child(self, child: Self) -> Self {
        self.step(Step::Child(child))
    }

    /// Elements inside.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.steps.extend(children.into_iter().map(Step::Child));
        self
    }

    /// Content that follows signals. It replaces whatever else the element holds.
    #[must_use]
    pub fn live(self, content: impl FnMut() -> Vec<Self> + 'static) -> Self {
        self.step(Step::Live(Box::new(content)))
    }

    /// Content that follows signals by growing: what is given each time comes after what stands,
    /// which stays as it is.
    #[must_use]
    pub fn grow(self, content: impl FnMut() -> Vec<Self> + 'static) -> Self {
        self.step(Step::Grow(Box::new(content)))
    }
}

/// A built element, and what must live as long as it does.
pub struct Built {
    element: web_sys::Element,
    kept: Vec<Kept>,
}

/// A child, an effect or a listener: it is only ever dropped.
type Kept = Box<dyn Any>;

impl Render for Element {
    type State = Built;

    fn build(self) -> Built {
        let document = leptos::prelude::document();
        let created = match self.tag {
            "svg" | "path" => document.create_element_ns(Some(SVG), self.tag),
            tag => document.create_element(tag),
        };
        // A browser refuses to create an element only for a malformed tag, and ours are literals.
        let element = created.unwrap_or_else(|_| wasm_bindgen::throw_str(self.tag));
        let steps = self.steps.into_iter();
        let kept = steps.filter_map(|step| take(&element, step)).collect();
        Built { element, kept }
    }

    fn rebuild(self, state: &mut Built) {
        let new = self.build();
        _ = state.element.replace_with_with_node_1(&new.element);
        *state = new;
    }
}

/// Takes one step of building.
fn take(element: &web_sys::Element, step: Step) -> Option<Kept> {
    match step {
        Step::Set(name, value) => _ = element.set_attribute(name, &value),
        Step::Text(text) => _ = element.append_with_str_1(&text),
        Step::Child(child) => {
            let child = child.build();
            _ = element.append_child(&child.element);
            return Some(Box::new(child));
        }
        Step::On(event, act) => {
            let act = Closure::wrap(act);
            let function = act.as_ref().unchecked_ref();
            _ = element.add_event_listener_with_callback(event, function);
            let element = element.clone();
            return Some(Box::new(Listener {
                element,
                event,
                act,
            }));
        }
        Step::Follow(name, mut value) => {
            let element = element.clone();
            return Some(effect(Box::new(move || {
                _ = match value.again() {
                    Some(value) => element.set_attribute(name, &value),
                    None => element.remove_attribute(name),
                };
                Vec::new()
            })));
        }
        Step::Live(mut content) => {
            let element = element.clone();
            return Some(effect(Box::new(move || {
                let content = content.again();
                element.set_text_content(None);
                let built: Vec<Built> = content.into_iter().map(Render::build).collect();
                for child in &built {
                    _ = element.append_child(&child.element);
                }
                built
            })));
        }
        Step::Grow(mut content) => {
            let element = element.clone();
            // What is built lives on when the effect runs again, so it has an owner of its own.
            let owner = Owner::new();
            let mut all: Vec<Built> = Vec::new();
            return Some(effect(Box::new(move || {
                let more: Vec<Built> =
                    owner.with(|| content.again().into_iter().map(Render::build).collect());
                for child in &more {
                    _ = element.append_child(&child.element);
                }
                all.extend(more);
                Vec::new()
            })));
        }
    }
    None
}

/// What is done again whenever a signal it reads has changed, for as long as it is kept.
struct Following(RenderEffect<Vec<Built>>);

impl Drop for Following {
    fn drop(&mut self) {
        // A signal would remember it until it changes next, and some never do.
        let follower = self.0.to_any_subscriber();
        follower.clear_sources(&follower);
    }
}

fn effect(mut act: Box<dyn FnMut() -> Vec<Built>>) -> Kept {
    Box::new(Following(RenderEffect::new(move |last| {
        drop(last);
        act()
    })))
}

/// Does `act` now, and again whenever a signal it reads has changed, as long as the app runs.
pub fn always(mut act: impl FnMut() + 'static) {
    std::mem::forget(effect(Box::new(move || {
        act();
        Vec::new()
    })));
}

impl Mountable for Built {
    fn unmount(&mut self) {
        self.element.remove();
        self.kept.clear();
    }

    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&Node>) {
        _ = parent.insert_before(&self.element, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.element.parent_element();
        if let Some(parent) = &parent {
            child.mount(parent, Some(&self.element));
        }
        parent.is_some()
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        vec![self.element.clone()]
    }
}
