import { ulid } from 'ulid'

/** The name of somebody new, by which nobody is known: it is kept when a guest becomes an account. */
export const newUserName = () => `guest-${ulid().toLowerCase()}`
