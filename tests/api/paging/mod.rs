//! Lists that may grow: whatever the order, the size of the pages and the direction, a walk gives
//! every row once.

mod arguments;
mod crowd;
mod many_parents;
mod moving;
mod walk;
