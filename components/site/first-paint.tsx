'use client'

import { firstPaintScript } from './first-paint-script'

const onServer = typeof window === 'undefined'

/**
 * Runs as soon as it is parsed, before the first paint. In the browser React finds it inert and leaves it alone. A client
 * component, so that the script does not travel again as data of the page.
 */
export function FirstPaint() {
  return (
    <script
      type={onServer ? 'text/javascript' : 'text/plain'}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the code is written in the project
      dangerouslySetInnerHTML={{ __html: onServer ? firstPaintScript : '' }}
    />
  )
}
