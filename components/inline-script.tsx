/** Runs as soon as it is parsed, before the first paint. In the browser React finds it inert and leaves it alone. */
export function InlineScript({ code }: { code: string }) {
  return (
    <script
      type={typeof window === 'undefined' ? 'text/javascript' : 'text/plain'}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the code is written in the project
      dangerouslySetInnerHTML={{ __html: code }}
    />
  )
}
