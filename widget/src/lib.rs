//! All that runs in a browser on Guichet's own origin: the customers' portal and the agents'
//! desk. The script tag for host pages is plain JavaScript, in `loader/`.

pub mod api;
pub mod desk;
pub mod parts;
pub mod portal;
pub mod stream;
pub mod text;
