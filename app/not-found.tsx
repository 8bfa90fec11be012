import type { Metadata } from 'next'
import { NotFound } from '@/components/ui/empty-state'

export const metadata: Metadata = { title: 'Not found' }

export default NotFound
