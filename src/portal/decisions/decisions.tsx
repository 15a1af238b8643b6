export const DecisionsPage = () => null
