import type { ReactNode } from 'react'
import './console.css'
import './flow.css'

/** Nothing here tells who may come in: a layout does not run again where one page leads to another. */
export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return children
}
