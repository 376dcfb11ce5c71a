export const compare = {
  title: "Konparezon",
  nothing: "Pa gen anyen pou konpare isit la",
  examineFirst: {
    title: "Dekri pwòp pyès pa w la anvan",
    body: "Konparezon an ak lòt imaj la ap louvri lè w fin anrejistre egzamen pwòp pyès pa w la: sa w wè sou li pa dwe swiv sa w ap konpare l avè l.",
    go: "Egzamine pyès la",
  },
};
