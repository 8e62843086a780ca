//! Tells cargo which folders the binary embeds, so that a file that appears there is seen.

fn main() {
    println!("cargo:rerun-if-changed=../widget/dist");
    println!("cargo:rerun-if-changed=migrations");
}
