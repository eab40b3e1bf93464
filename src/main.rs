fn main() {
    print!("{}", congress_highlights::schema::sdl());
}
