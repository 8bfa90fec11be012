/**
 * Marks the document where its address asks for something of the catalogue: the hero gives way to results. Run inline before
 * the first paint, because the shell of / is the same for every search, and after each navigation.
 */
export function markFinding() {
  const asks = /[?&](q|category|sort|page)=/.test(location.search)
  document.documentElement.toggleAttribute('data-finding', location.pathname === '/' && asks)
}
