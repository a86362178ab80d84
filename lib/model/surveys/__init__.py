"""Mass evaluation (群众评价): rounds of questions, estimates with intervals."""
