export const itemCount = (pieces: number) => `${pieces} ${pieces === 1 ? 'item' : 'items'}`
