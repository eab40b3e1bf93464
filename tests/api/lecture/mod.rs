//! Lectures: their order in a programme, and who is said to have given them.

mod order;
mod presenters;
