import type { ReactNode } from 'react'

/** Around what a product's page or the cart is about: the browser holds its first paint back a little for it. */
export const Found = ({ children }: { children: ReactNode }) => <div data-found>{children}</div>
