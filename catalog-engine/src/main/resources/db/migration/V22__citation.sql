-- How a release is named in a paper.
CREATE TABLE release_citation (
  release         text PRIMARY KEY REFERENCES release (name) ON DELETE CASCADE,
  article         text,
  acknowledgement text,
  doi             text,
  creator         text,
  url             text
);
