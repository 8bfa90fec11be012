/** Finds without a script too: it is a form that asks for the catalogue by words. */
export function SearchForm() {
  return (
    <search>
      <form action="/" className="relative">
        <input
          type="search"
          name="q"
          aria-label="Search the shop"
          placeholder="Search"
          maxLength={100}
          autoComplete="off"
          className="h-11 w-full rounded-full bg-sunken px-5 placeholder:text-soft"
        />
      </form>
    </search>
  )
}
