//! Bundles in and out of real databases.

mod desk;

mod faults;
mod interrupted;
mod reimport;
mod round_trip;
