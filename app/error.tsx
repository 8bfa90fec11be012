'use client'

export { FaultNote as default } from '@/components/ui/fault-note'
