//! Numbers that look random and are the same for ever.

/// The SplitMix64 sequence of a seed.
pub(super) struct Chance(pub u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit.
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        let high = ((self.next() >> 32) * u64::from(limit)) >> 32;
        u32::try_from(high).unwrap_or_default()
    }

    /// Whether something of so many percent happens.
    pub(super) fn is_within(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    pub(super) fn pick<'t, T>(&mut self, from: &'t [T]) -> Option<&'t T> {
        from.get(self.below(u32::try_from(from.len()).unwrap_or(u32::MAX)) as usize)
    }

    /// Some different numbers below a limit.
    pub(super) fn some_below(&mut self, limit: u32, count: u32) -> Vec<u32> {
        let mut some = Vec::new();
        while some.len() < count.min(limit) as usize {
            let number = self.below(limit);
            if !some.contains(&number) {
                some.push(number);
            }
        }
        some
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_numbers_for_ever() {
        let mut chance = Chance(1);

        assert_eq!([chance.next(), chance.next()], [10_451_216_379_200_822_465, 13_757_245_211_066_428_519]);
        assert_eq!([chance.below(10), chance.below(10), chance.below(10)], [9, 4, 4]);
    }
}
