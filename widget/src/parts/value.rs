//! A value that views follow. Leptos' own signals bring their code once for each type; here the
//! part that views follow is of no type, and the value lies beside it. It lives as long as the app.

use std::cell::RefCell;

use leptos::prelude::{ArcTrigger, Notify, Track};

/// A value that views follow.
pub struct Value<T: 'static>(&'static Inner<T>);

struct Inner<T> {
    value: RefCell<T>,
    changed: ArcTrigger,
}

impl<T> Clone for Value<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Value<T> {}

impl<T> Value<T> {
    /// A value; it is never given back, so this is for what there is one of.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self(Box::leak(Box::new(Inner {
            value: RefCell::new(value),
            changed: ArcTrigger::new(),
        })))
    }

    /// Follows it.
    pub fn track(self) {
        self.0.changed.track();
    }

    /// Changes it.
    pub fn set(self, value: T) {
        self.0.value.replace(value);
        self.0.changed.notify();
    }

    /// Changes it where it lies.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        change(&mut self.0.value.borrow_mut());
        self.0.changed.notify();
    }

    /// Changes it where it lies, and tells nobody.
    pub fn update_untracked(self, change: impl FnOnce(&mut T)) {
        change(&mut self.0.value.borrow_mut());
    }

    /// Looks at it without following it.
    pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
        look(&self.0.value.borrow())
    }
}

impl<T: Clone> Value<T> {
    /// What it is, followed.
    #[must_use]
    pub fn get(self) -> T {
        self.track();
        self.get_untracked()
    }

    /// What it is now.
    #[must_use]
    pub fn get_untracked(self) -> T {
        self.0.value.borrow().clone()
    }
}
