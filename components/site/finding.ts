/**
 * Marks the document where its address asks for something of the catalogue: the hero gives way to results. Run inline before
 * the first paint, because the shell of / is the same for every search, and after each navigation. Where it asks for a price
 * or for stock, there is a line for those too.
 */
export function markFinding() {
  const isShop = location.pathname === '/'
  const asks = /[?&](q|category|min|max|stock|sort|page)=/.test(location.search)
  const narrows = /[?&](min|max|stock)=[^&]/.test(location.search)
  document.documentElement.toggleAttribute('data-finding', isShop && asks)
  document.documentElement.toggleAttribute('data-narrowed', isShop && narrows)
}
