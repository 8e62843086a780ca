//! A language's words as a file of their own: a line each, in the order in which their struct
//! declares them. The build writes it, the portal reads it.

/// What stands on one line of such a file, or on several.
pub trait Lines: Sized {
    /// What a file without lines reads as.
    const NOTHING: Self;

    /// Adds its lines to a file.
    fn write(&self, file: &mut String);

    /// Takes as many lines as `write` adds. It does so in place: values that are handed back are
    /// copied field by field, and with them the portal was 2 kB heavier.
    fn take(&mut self, lines: &mut Left);

    /// Reads a file, which is kept for good.
    fn read(file: String) -> Self {
        let mut read = Self::NOTHING;
        read.take(&mut file.leak().split('\n'));
        read
    }
}

/// The lines of a file that have not been read.
pub type Left = std::str::Split<'static, char>;

impl Lines for &'static str {
    const NOTHING: Self = "";

    fn write(&self, file: &mut String) {
        file.push_str(self);
        file.push('\n');
    }

    #[inline(never)]
    fn take(&mut self, lines: &mut Left) {
        *self = lines.next().unwrap_or_default();
    }
}

impl Lines for super::Forms {
    const NOTHING: Self = &[];

    fn write(&self, file: &mut String) {
        let forms: Vec<_> = self
            .iter()
            .map(|(category, words)| [*category, "\t", *words].concat())
            .collect();
        file.push_str(&forms.join("\t"));
        file.push('\n');
    }

    #[inline(never)]
    fn take(&mut self, lines: &mut Left) {
        let mut cells = lines.next().unwrap_or_default().split('\t');
        let mut forms = Vec::new();
        while let (Some(category), Some(words)) = (cells.next(), cells.next()) {
            forms.push((category, words));
        }
        *self = forms.leak();
    }
}

impl<const N: usize> Lines for [&'static str; N] {
    const NOTHING: Self = [""; N];

    fn write(&self, file: &mut String) {
        for words in self {
            words.write(file);
        }
    }

    fn take(&mut self, lines: &mut Left) {
        for words in self {
            words.take(lines);
        }
    }
}

/// Declares a struct of words, and how it is written and read.
macro_rules! lines {
    ($(#[$about:meta])* pub struct $name:ident { $($(#[$doc:meta])* pub $field:ident: $kind:ty,)* }) => {
        $(#[$about])*
        pub struct $name {
            $($(#[$doc])* pub $field: $kind,)*
        }

        impl $crate::text::Lines for $name {
            const NOTHING: Self = Self {
                $($field: $crate::text::Lines::NOTHING,)*
            };

            fn write(&self, file: &mut String) {
                $(self.$field.write(file);)*
            }

            fn take(&mut self, lines: &mut $crate::text::lines::Left) {
                $($crate::text::Lines::take(&mut self.$field, lines);)*
            }
        }

        impl $crate::text::Lines for &'static $name {
            const NOTHING: Self = &$name::NOTHING;

            fn write(&self, file: &mut String) {
                $name::write(self, file);
            }

            fn take(&mut self, lines: &mut $crate::text::lines::Left) {
                let mut read = Box::new($name::NOTHING);
                read.take(lines);
                *self = Box::leak(read);
            }
        }
    };
}

pub(crate) use lines;
