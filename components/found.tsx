import type { ReactNode } from 'react'
import { foundId } from './first-paint-script'

/** Around what a product's page or the cart is about: the browser holds its first paint back a little for it. */
export const Found = ({ children }: { children: ReactNode }) => <div id={foundId}>{children}</div>
