'use client'

import { catchError } from 'next/error'
import type { ReactNode } from 'react'

/** Around what a page can do without: where its content fails, `instead` is shown and the rest of the page stays. */
export const OrInstead = catchError(({ instead }: { instead?: ReactNode }) => instead ?? null)
