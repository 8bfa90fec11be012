/**
 * The face is optional: one that is not there for the first paint is not used, so that text never changes its shape on
 * the page. The preload is written into the page itself, because the 404 page is sent without the headers in which
 * next/font asks for it.
 */
export function FontPreload() {
  return (
    <link
      rel="preload"
      as="font"
      type="font/woff2"
      href="/fonts/bricolage-grotesque.woff2"
      crossOrigin="anonymous"
    />
  )
}
