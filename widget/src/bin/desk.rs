//! The agents' app, as the browser starts it.

fn main() {
    guichet_widget::desk::start();
}
