import localFont from 'next/font/local'

/**
 * Bricolage Grotesque (OFL.txt) at optical size 24, weights 400 to 800, cut to Latin letters, its kerning that of one weight.
 * Optional: with a preload the face is there before the first paint, and text never changes its shape afterwards.
 */
export const bricolage = localFont({
  src: './bricolage-grotesque.woff2',
  weight: '400 800',
  display: 'optional',
  variable: '--font-bricolage',
})
