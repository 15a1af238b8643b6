export const ClausePage = () => null
