'use strict';

// Opens the page with our examples in tabs. What a visitor writes stays in the browser, and is
// there again on the next visit instead of the examples.
const start = async () => {
  const answer = await fetch('/playground/examples.json');
  const examples = answer.ok ? await answer.json() : [];
  const props = {
    fetcher: GraphiQL.createFetcher({
      url: '/graphql',
      subscriptionUrl: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    }),
    defaultTabs: examples,
    defaultEditorToolsVisibility: 'variables',
  };
  ReactDOM.createRoot(document.getElementById('graphiql')).render(React.createElement(GraphiQL, props));
};

start();
