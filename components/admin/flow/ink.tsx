import type { ReactNode } from 'react'
import type { Box } from './shape'

export const Word = ({ x, y, as, children }: { x: number; y: number; as: string; children: ReactNode }) => (
  <text x={x} y={y} className={as}>
    {children}
  </text>
)

export const Frame = ({ at: { x, y, w, h }, rx = 14, as = '' }: { at: Box; rx?: number; as?: string }) => (
  <rect x={x} y={y} width={w} height={h} rx={rx} className={`flow-box ${as}`} />
)

const heart =
  'M16 28.5S3.5 20.6 3.5 12.2A6.7 6.7 0 0 1 16 8.9a6.7 6.7 0 0 1 12.5 3.3c0 8.4-12.5 16.3-12.5 16.3Z'
export const Heart = ({ x, y, size, as }: { x: number; y: number; size: number; as: string }) => (
  <path
    d={heart}
    transform={`translate(${x} ${y}) rotate(-14) scale(${size / 25}) translate(-16 -17)`}
    className={as}
  />
)

/** A count in words, or that it is not known. */
export const amount = (count: number | undefined) => count?.toLocaleString('en') ?? '?'
