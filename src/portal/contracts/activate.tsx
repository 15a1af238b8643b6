export const ActivatePage = () => null
