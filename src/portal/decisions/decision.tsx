export const DecisionPage = () => null
