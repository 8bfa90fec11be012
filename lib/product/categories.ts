/** In the order the shop shows them. */
export const categories = ['Tech', 'Wear', 'Home', 'Kitchen', 'Desk', 'Play'] as const
