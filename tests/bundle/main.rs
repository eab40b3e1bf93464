//! Bundles in and out of real databases.

mod desk;
mod round_trip;
