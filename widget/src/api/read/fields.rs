//! How structs and parsed texts are read: written once for all of them.

/// Reads a struct field by field; a field that is forgotten here does not compile.
macro_rules! read_fields {
    ($($type:ident { $($field:ident),* })*) => {$(
        impl $crate::api::Read for $type {
            #[inline(never)]
            fn read(value: &wasm_bindgen::JsValue) -> Option<Self> {
                Some(Self { $($field: $crate::api::read::field(value, stringify!($field))?),* })
            }
        }
    )*};
}

/// Reads text that has a parser of its own.
macro_rules! read_parsed {
    ($($type:ident)*) => {$(
        impl $crate::api::Read for $type {
            #[inline(never)]
            fn read(value: &wasm_bindgen::JsValue) -> Option<Self> {
                Self::parse(&value.as_string()?).ok()
            }
        }
    )*};
}
