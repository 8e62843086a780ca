//! The customers' app, as the browser starts it.

fn main() {
    guichet_widget::portal::start();
}
