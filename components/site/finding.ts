/**
 * Marks the document where its address asks the catalogue for something: the hero then gives way to the results. Runs as
 * an inline script before the first paint, because the shell of / is the same for every search, and after each navigation.
 */
export function markFinding() {
  const asks = /[?&](q|category|sort|page)=/.test(location.search)
  document.documentElement.toggleAttribute('data-finding', location.pathname === '/' && asks)
}
