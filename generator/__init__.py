"""Publish a government's yearly responsibility plan: data in, site out.

A folder is a step, and imports run down this list only in one direction, from the first to the last:

    model/      what the records are, numerals and citations
    loading/    texts to records, with every fault of form on the way
    proof/      the data as the document prints it, and its equality with the official text
    drafting/   an official text of any such plan to a draft of its data
    checks/     the rules between records
    editing/    what editors know of each data file, and the form that all files have
    index/      everything that follows from the data, derived once
    site/       pages and files as values, every address, markup
    search/     the index and the engine of the search
    downloads/  forms, workbooks, calendars, tables and open data
    pages/      views and templates
    review/     what a change of the data means, for those who review it
    edges/      MkDocs, the disk and other processes

`build` leads through them from texts to the site; `problems` is what is wrong on the way.
"""
