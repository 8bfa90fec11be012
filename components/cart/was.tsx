import type { ReactNode } from 'react'

/** A figure that holds no longer, struck beside the one that does. */
export const Was = ({ children }: { children: ReactNode }) => (
  <s suppressHydrationWarning className="font-normal text-soft">
    <span className="sr-only">was </span>
    {children}
  </s>
)
